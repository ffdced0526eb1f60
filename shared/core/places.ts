/** The key of an event that names the action, where a function holds more than one. Never part of an action's input. */
export const ACTION_KEY = '$action';

/** Where an action is called, and what its event says besides its input. */
export interface Place {
  /** The deployed function. */
  name: string;
  extra: { [ACTION_KEY]?: string };
}

/**
 * Where `action` lives: in the function of its own name, or in its module's, when the deployment has packed that module.
 * The deploy lists packed modules in `YUNSHU_PACKED`, separated by commas.
 */
export function placeOf(action: string, packedModules = process.env.YUNSHU_PACKED ?? ''): Place {
  const module = packedModules.split(',').find((one) => one !== '' && action.startsWith(`${one}-`));
  return module === undefined ? { name: action, extra: {} } : { name: module, extra: { [ACTION_KEY]: action } };
}
