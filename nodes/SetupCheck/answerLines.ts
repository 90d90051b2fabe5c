import type { Ledger } from '../../ledger/ledger';
import type { Seen } from '../../ledger/lastSeen';
import type { LedgerStore } from '../../ledger/store';
import { look, right, wrong, type SetupLine } from '../../routing/model/setupLine';
import { count } from '../../routing/model/text';
import { seenName, type SeenKind } from '../shared/trigger/lastSeen';
import { latestOf, LATELY_MS, sentence } from './seen';

const READ = 'Answers Read From HighLevel';
const TOLD = 'Answers Told by HighLevel';
const PHONE = 'Answers Told by WhatsApp';
const UNCLEAR = 'Unclear Messages';

/** Whether anything goes by when somebody answered, as far as the ledger knows. */
export async function areAnswersUsed(ledger: Ledger): Promise<boolean> {
	const kept = await ledger.plans.latest();
	return (kept?.plan.replyTimes ?? []).length > 0;
}

/** Which ways of seeing whether somebody answered work, as far as the ledger knows. */
export async function answerLines(
	store: LedgerStore,
	ledger: Ledger,
	locationId: string,
): Promise<SetupLine[]> {
	const now = store.now();
	const seen = async (kind: SeenKind, location: string | null = locationId) =>
		await store.lastSeen.read(seenName(kind, location));
	return [
		readLine(await seen('replies'), await seen('unreadReplies'), now),
		unclearLine(await ledger.waits.unclearSince(now - LATELY_MS)),
		toldLine(await seen('reply'), now),
		phoneLine(await seen('echo', null), now),
	];
}

function readLine(read: readonly Seen[], failed: readonly Seen[], now: number): SetupLine {
	const latest = latestOf(read);
	const failure = latestOf(failed);
	if (failure && failure.at > (latest?.at ?? -Infinity)) {
		return wrong(
			READ,
			`${sentence(failed, now)} failed: ${failure.what}`,
			"As long as it fails, no contact goes on to somebody else. If the permission 'View Conversation Messages' is missing, its line above says how to add it. Else it goes on by itself when HighLevel answers again.",
		);
	}
	if (latest) return right(READ, `${sentence(read, now)}; it is read while somebody waits`);
	return look(
		READ,
		'Not yet, as far as this ledger knows',
		'Nothing is to be done as long as nobody waits. Else publish a workflow with Waiting Contacts Trigger: it reads once a minute who was answered. Behind several n8n or ledgers, run this node where the trigger is.',
	);
}

function toldLine(told: readonly Seen[], now: number): SetupLine {
	const latest = latestOf(told);
	if (latest && now - latest.at < LATELY_MS) return right(TOLD, sentence(told, now));
	return look(
		TOLD,
		latest ? sentence(told, now) : 'None, as far as this ledger knows',
		"Nothing is to be done: answers are read from HighLevel once a minute all the same. To know them at once, choose 'Reply Sent' in HighLevel Contact Trigger, with a Marketplace App that has OutboundMessage ticked.",
	);
}

function phoneLine(echoes: readonly Seen[], now: number): SetupLine {
	const latest = latestOf(echoes);
	if (latest && now - latest.at < LATELY_MS) return right(PHONE, sentence(echoes, now));
	return look(
		PHONE,
		latest ? sentence(echoes, now) : 'None, as far as this ledger knows',
		'Nothing is to be done if nobody of the team answers in the WhatsApp Business app. Else have WhatsApp Account Trigger note the messages of your team: what is typed on a phone, HighLevel need not know.',
	);
}

function unclearLine(messages: number): SetupLine {
	if (messages === 0) return right(UNCLEAR, 'None in the last 7 days');
	return look(
		UNCLEAR,
		`Of ${count(messages, 'message')} in the last 7 days nobody can tell whether a person or a bot sent it: they end no wait`,
		"In Resolve Assignment, add 'Answers' and say under 'Messages Sent Through the API' who sends them: people, when they type in a gateway or on a phone, or a bot.",
	);
}
