import type { Graph } from '../graph';
import { readToken, type TokenFacts } from '../numbers';
import { look, right, wrong, type SetupLine } from '../../../routing/model/setupLine';
import { reasonOf } from '../../../routing/model/text';

const NEW_TOKEN =
	"In Meta's Business Settings, open Users > System users, choose the system user and click Generate token: for this app, Token expiration 'Never', with the permissions whatsapp_business_management and whatsapp_business_messaging. Put it into the WhatsApp Cloud API credential.";

const PERMISSIONS = {
	whatsapp_business_messaging: 'messages would not arrive',
	whatsapp_business_management: 'numbers cannot be listed and triggers cannot register',
};

/**
 * Whether app and token of the credential are good.
 * @returns the lines, and whether anything else can be read with them
 */
export async function credentialLines(
	graph: Graph,
	appId: string,
	systemUserToken: string,
): Promise<{ lines: SetupLine[]; usable: boolean }> {
	let token: TokenFacts;
	try {
		token = await readToken(graph, systemUserToken);
	} catch (error) {
		const line = wrong(
			'App ID and App Secret',
			reasonOf(error),
			"In Meta's App Dashboard, open App settings > Basic and copy App ID and App Secret into the WhatsApp Cloud API credential. The System User Token has to be of the same app.",
		);
		return { lines: [line], usable: false };
	}
	const lines = [
		right('App ID and App Secret', `Meta accepts them for the app ${appId}`),
		tokenLine(token, appId),
		...Object.entries(PERMISSIONS).map(([permission, without]) =>
			token.scopes.includes(permission)
				? right(`Permission ${permission}`, 'The token has it')
				: wrong(`Permission ${permission}`, `The token lacks it: ${without}`, NEW_TOKEN),
		),
		look(
			'App Mode',
			'Meta does not tell whether the app is live, and does not send all webhooks while it is in development',
			"If real messages do not arrive but those of the Test button do, publish the app: in Meta's App Dashboard, under Publish.",
		),
	];
	return { lines, usable: token.is_valid };
}

function tokenLine(token: TokenFacts, appId: string): SetupLine {
	const check = 'System User Token';
	if (!token.is_valid) return wrong(check, 'Meta does not accept it (any more)', NEW_TOKEN);
	if (token.app_id && token.app_id !== appId) {
		return wrong(check, `It is for another app, ${token.app_id}`, NEW_TOKEN);
	}
	if (token.expires_at > 0) {
		const end = new Date(token.expires_at * 1000).toISOString().slice(0, 10);
		return wrong(check, `It works, but ends on ${end}`, NEW_TOKEN);
	}
	if (token.type && token.type !== 'SYSTEM_USER') {
		return wrong(check, `It works, but is a token of the kind ${token.type}`, NEW_TOKEN);
	}
	return right(check, 'It works and never expires');
}
