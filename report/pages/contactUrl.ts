/** Where a contact is in HighLevel's web app. */
export function contactUrl(location: string, contactId: string): string {
	const [place, contact] = [location, contactId].map(encodeURIComponent);
	return `https://app.gohighlevel.com/v2/location/${place}/contacts/detail/${contact}`;
}
