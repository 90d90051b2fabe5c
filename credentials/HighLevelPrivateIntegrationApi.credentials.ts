import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

export class HighLevelPrivateIntegrationApi implements ICredentialType {
	name = 'highLevelPrivateIntegrationApi';

	displayName = 'HighLevel Private Integration API';

	icon = {
		light: 'file:../icons/highlevel.svg',
		dark: 'file:../icons/highlevel.dark.svg',
	} as const;

	documentationUrl = 'docs/highlevel.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'<ul><li>1. In HighLevel, open the sub-account, then Settings > Private Integrations > Create new integration. If it is not there, ask whoever manages the agency.</li><li>2. Tick the permissions View Contacts, Edit Contacts and View Users. What else a node needs, it says when it needs it.</li><li>3. Copy the token at once: HighLevel shows it only now.</li><li>4. Copy the Location ID from Settings > Business Profile.</li><li>5. Save here. n8n says at once whether both fit together; the node Setup Check says what else there is to do.</li></ul>',
			name: 'stepsNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. pit-12345678-…',
			description:
				'Created in the sub-account under Settings > Private Integrations, with the permissions View Contacts, Edit Contacts and View Users',
		},
		{
			displayName: 'Location ID',
			name: 'locationId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. ve9EPM428h8vShlRW1KT',
			description:
				'ID of the sub-account, found under Settings > Business Profile or in the address of the sub-account after /location/',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://services.leadconnectorhq.com',
			description:
				"HighLevel's address, unless you use a proxy. Has to begin with https://, except on the machine that n8n runs on.",
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.token}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/users/',
			qs: { locationId: '={{ $credentials.locationId }}' },
			headers: { Version: '2021-07-28' },
			// A redirect would take the token with it.
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						"HighLevel does not accept the token, or the token lacks the permission 'View Users'. Check both in the sub-account under Settings > Private Integrations.",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The token belongs to another sub-account than the Location ID. Compare the Location ID with the one under Settings > Business Profile.',
				},
			},
		],
	};
}
