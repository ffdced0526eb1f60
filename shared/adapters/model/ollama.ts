import { type Model, type ModelChunk, ModelFailure } from '../../modules/reading/model.js';
import { parse, postForLines } from './lines.js';

interface Answer {
  message?: { content?: string };
  done?: boolean;
  done_reason?: string;
  prompt_eval_count?: number;
  eval_count?: number;
  error?: string;
}

/** A model on a machine of one's own, by Ollama (github.com/ollama/ollama docs/api.md, chat). It costs nothing by the token. */
export function ollama({ baseUrl, model }: { baseUrl: string; model: string }): Model {
  return {
    provider: 'ollama',
    model,
    price: { input: 0, output: 0 },
    async *write({ system, user, maxTokens }, signal): AsyncGenerator<ModelChunk> {
      const body = {
        model,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: user },
        ],
        stream: true,
        options: { num_predict: maxTokens, temperature: 0.7 },
      };
      for await (const line of postForLines(`${baseUrl}/api/chat`, body, {}, signal)) {
        if (line.trim() === '') continue;
        const { message, done, done_reason, prompt_eval_count, eval_count, error } = parse<Answer>(line);
        if (error) throw new ModelFailure('unavailable', 'an error within the answer');
        if (message?.content) yield { text: message.content };
        if (!done) continue;
        yield { usage: { input: prompt_eval_count ?? 0, output: eval_count ?? 0 } };
        if (done_reason === 'length') throw new ModelFailure('malformed', 'it ended by length');
        return;
      }
      throw new ModelFailure('unavailable', 'an answer that breaks off');
    },
  };
}
