/** What the check of texts of those whom WeChat does not know is set up with in the local cloud, which has a simulator of it. */
export const moderationVariables = { TMS_SECRET_ID: 'local', TMS_SECRET_KEY: 'local' };
