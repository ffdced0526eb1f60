import { type Model, type ModelChunk, ModelFailure, type Price } from '../../modules/reading/model.js';
import { parse, postForLines } from './lines.js';

interface Setup {
  provider: string;
  model: string;
  /** Up to and with `/v1`. */
  baseUrl: string;
  apiKey: string;
  price: Price;
}

interface Delta {
  choices?: { delta?: { content?: string | null }; finish_reason?: string | null }[];
  usage?: { prompt_tokens: number; completion_tokens: number } | null;
  error?: { message?: string; code?: string };
}

/**
 * A provider that speaks OpenAI's chat completions: DashScope's compatible mode
 * (help.aliyun.com/zh/model-studio/compatibility-of-openai-with-dashscope), DeepSeek, Hunyuan.
 */
export function openAiCompatible({ provider, model, baseUrl, apiKey, price }: Setup): Model {
  return {
    provider,
    model,
    price,
    async *write({ system, user, maxTokens }, signal): AsyncGenerator<ModelChunk> {
      const body = {
        model,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: user },
        ],
        max_tokens: maxTokens,
        temperature: 0.7,
        stream: true,
        stream_options: { include_usage: true },
      };
      const headers = { authorization: `Bearer ${apiKey}`, accept: 'text/event-stream' };
      let ended = false;
      for await (const line of postForLines(`${baseUrl}/chat/completions`, body, headers, signal)) {
        if (!line.startsWith('data:')) continue;
        const data = line.slice(5).trim();
        if (data === '[DONE]') return;
        const { choices, usage, error } = parse<Delta>(data);
        if (error) throw new ModelFailure('unavailable', 'an error within the answer');
        const choice = choices?.[0];
        if (choice?.delta?.content) yield { text: choice.delta.content };
        if (choice?.finish_reason) ended = endedWell(choice.finish_reason);
        if (usage) yield { usage: { input: usage.prompt_tokens, output: usage.completion_tokens } };
      }
      if (!ended) throw new ModelFailure('unavailable', 'an answer that breaks off');
    },
  };
}

function endedWell(reason: string): true {
  if (reason === 'stop') return true;
  throw new ModelFailure(reason === 'content_filter' ? 'refused' : 'malformed', `it ended by ${reason}`);
}
