import type { Output } from '../../contracts/contract.js';
import { Topic } from '../../contracts/reading/reading.js';
import { readingFreeTopics } from '../../contracts/reading/rules.js';
import type { readingTopics } from '../../contracts/reading/topics.js';
import { rule } from '../../core/config/config.js';
import { titleOf } from './outline.js';

/** What can be read about, and what of it is free. */
export async function listTopics(): Promise<Output<typeof readingTopics>> {
  const free = await rule(readingFreeTopics);
  return { topics: Topic.options.map((topic) => ({ topic, title: titleOf(topic), free: free.includes(topic) })) };
}
