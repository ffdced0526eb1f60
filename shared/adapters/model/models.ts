import type { Model, Price } from '../../modules/reading/model.js';
import { ollama } from './ollama.js';
import { openAiCompatible } from './openai-compatible.js';

const DASHSCOPE = 'https://dashscope.aliyuncs.com/compatible-mode/v1';
/** Yuan for a million tokens of qwen-plus, in and out; `QWEN_PRICE` says otherwise. */
const QWEN_PLUS: Price = { input: 0.8, output: 2 };

/**
 * The models that the environment is set up with, in the order in which they are asked: Qwen, a second provider that speaks OpenAI's
 * protocol, an Ollama; each or none.
 * @throws Error naming the variables of one that is set up by half
 */
export function models(): Model[] {
  const { QWEN_API_KEY, QWEN_BASE_URL, QWEN_MODEL, QWEN_PRICE } = process.env;
  const { MODEL_API_KEY, MODEL_BASE_URL, MODEL_NAME, MODEL_PRICE } = process.env;
  const { OLLAMA_BASE_URL, OLLAMA_MODEL } = process.env;
  const found: Model[] = [];
  if (QWEN_API_KEY) {
    const price = QWEN_PRICE ? priceOf('QWEN_PRICE', QWEN_PRICE) : QWEN_PLUS;
    const setup = { baseUrl: QWEN_BASE_URL || DASHSCOPE, apiKey: QWEN_API_KEY, model: QWEN_MODEL || 'qwen-plus' };
    found.push(openAiCompatible({ provider: 'qwen', ...setup, price }));
  }
  if (MODEL_API_KEY) {
    if (!MODEL_BASE_URL || !MODEL_NAME || !MODEL_PRICE) throw new Error('some of the variables MODEL_* are not set');
    const setup = { baseUrl: MODEL_BASE_URL, apiKey: MODEL_API_KEY, model: MODEL_NAME };
    found.push(openAiCompatible({ provider: 'second', ...setup, price: priceOf('MODEL_PRICE', MODEL_PRICE) }));
  }
  if (OLLAMA_BASE_URL) {
    if (!OLLAMA_MODEL) throw new Error('OLLAMA_MODEL is not set');
    found.push(ollama({ baseUrl: OLLAMA_BASE_URL, model: OLLAMA_MODEL }));
  }
  return found;
}

/** `0.8,2`: yuan for a million tokens, in and out. */
function priceOf(variable: string, text: string): Price {
  const [, input, output] = /^(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (input === undefined || output === undefined) throw new Error(`${variable} is not <yuan in>,<yuan out>`);
  return { input: Number(input), output: Number(output) };
}
