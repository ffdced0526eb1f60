/** A browser asks for what needs its owner's leave, and keeps downloads without asking. */
export async function needConsent(_scope: string): Promise<void> {}
