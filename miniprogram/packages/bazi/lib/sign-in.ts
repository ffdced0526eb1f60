import { toApiError } from '../../../api/api-error';
import { api } from '../../../api/client.generated';

/** Asks a guest to sign in, as every call for a member does. @returns whether he did; why not is told to `say`, unless he declined */
export async function signIn(say: (message: string) => void): Promise<boolean> {
  try {
    await api.account.get({});
    return true;
  } catch (thrown) {
    const { code, message } = toApiError(thrown);
    if (code !== 'UNAUTHENTICATED') say(message);
    return false;
  }
}
