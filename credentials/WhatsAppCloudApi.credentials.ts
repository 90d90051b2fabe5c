import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

export class WhatsAppCloudApi implements ICredentialType {
	name = 'whatsAppCloudApi';

	displayName = 'WhatsApp Cloud API';

	icon = { light: 'file:../icons/whatsapp.svg', dark: 'file:../icons/whatsapp.dark.svg' } as const;

	documentationUrl = 'docs/meta.md';

	properties: INodeProperties[] = [
		{
			displayName:
				"For messages that come from Meta itself. Other providers (360dialog, Evolution API, Gupshup, Twilio, WAHA) need the credential 'WhatsApp Webhook API'. n8n's own 'WhatsApp API' and 'WhatsApp OAuth API' do not fit here.",
			name: 'whichNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName:
				'<ul><li>1. Open your app at <a href="https://developers.facebook.com/apps" target="_blank">developers.facebook.com/apps</a>, or create one with the use case WhatsApp. Copy App ID and App Secret from App settings > Basic.</li><li>2. Open <a href="https://business.facebook.com/settings/system-users" target="_blank">Meta\'s Business Settings > Users > System users</a> and add a system user with the role Admin. With Assign assets, give it full control of the app and of the WhatsApp account.</li><li>3. There, click Generate token, choose the app and Never as expiry, and tick whatsapp_business_management and whatsapp_business_messaging. Copy the token.</li><li>4. Save here. n8n says at once whether Meta accepts all three.</li></ul>',
			name: 'stepsNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'App ID',
			name: 'appId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1234567890123456',
			description: "Found in Meta's App Dashboard under App settings > Basic",
		},
		{
			displayName: 'App Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. 1a2b3c4d5e6f708192a3b4c5d6e7f809',
			description: "Found in Meta's App Dashboard under App settings > Basic",
		},
		{
			displayName: 'System User Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. EAAG…',
			description:
				"Generated in Meta's Business Settings under Users > System users, for this app, with the permissions whatsapp_business_management and whatsapp_business_messaging",
		},
		{
			displayName: 'WhatsApp Business Account IDs',
			name: 'wabaIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 102290129340398, 102290129340399',
			description:
				"Only needed when no numbers can be selected although the token is right: Meta does not list the accounts of every token. Found in Meta's App Dashboard under WhatsApp > API Setup.",
		},
		{
			displayName: 'Graph API Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://graph.facebook.com',
			description: "Meta's address, unless you use a proxy",
		},
		{
			displayName: 'Graph API Version',
			name: 'version',
			type: 'string',
			default: 'v25.0',
		},
	];

	/** What concerns the app itself needs the app's token, all else the system user's. */
	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	) => {
		const [path = ''] = requestOptions.url.split('?');
		const concernsApp = /\/(debug_token|subscriptions)$/.test(path);
		const token = concernsApp
			? `${String(credentials.appId)}|${String(credentials.appSecret)}`
			: String(credentials.accessToken);
		return {
			...requestOptions,
			headers: { ...requestOptions.headers, Authorization: `Bearer ${token}` },
		};
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}/{{ $credentials.version }}',
			url: '/debug_token',
			qs: { input_token: '={{ $credentials.accessToken }}' },
		},
		// n8n applies both kinds of rules together; its type allows only one kind at a time.
		rules: [
			...[400, 401].map((value) => ({
				type: 'responseCode' as const,
				properties: {
					value,
					message:
						"Meta does not accept the App ID together with the App Secret, or the System User Token belongs to another app. Copy ID and secret from Meta's App Dashboard under App settings > Basic.",
				},
			})),
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'data.is_valid',
					value: false,
					message:
						"App ID and App Secret are right, but the System User Token is not valid (any more). Generate a new one in Meta's Business Settings under Users > System users.",
				},
			},
		] as ICredentialTestRequest['rules'],
	};
}
