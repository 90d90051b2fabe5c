import { z } from 'zod/v4';

const text = z.string().optional().catch(undefined);
const part = <T extends z.ZodRawShape>(shape: T) => z.object(shape).optional().catch(undefined);

/** Where each message type keeps what the person wrote or chose (Meta: webhooks/reference/messages). */
const wordsSchema = z.object({
	text: part({ body: text }),
	image: part({ caption: text }),
	video: part({ caption: text }),
	document: part({ caption: text }),
	button: part({ text }),
	interactive: part({
		button_reply: part({ title: text }),
		list_reply: part({ title: text }),
		nfm_reply: part({ body: text }),
	}),
	order: part({ text }),
	reaction: part({ emoji: text }),
	system: part({ body: text }),
});

/** What the person wrote or chose, in one string; null for a message without words. */
export function messageText(message: Record<string, unknown>): string | null {
	const words = wordsSchema.safeParse(message).data;
	if (!words) return null;
	return (
		words.text?.body ??
		words.image?.caption ??
		words.video?.caption ??
		words.document?.caption ??
		words.button?.text ??
		words.interactive?.button_reply?.title ??
		words.interactive?.list_reply?.title ??
		words.interactive?.nfm_reply?.body ??
		words.order?.text ??
		words.reaction?.emoji ??
		words.system?.body ??
		null
	);
}
