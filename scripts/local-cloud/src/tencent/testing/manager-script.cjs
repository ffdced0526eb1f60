// Runs in a process of its own: manager-node finds its proxy and its certificates in the environment at the start.
const CloudBase = require('@cloudbase/manager-node');

const { secretId, secretKey, steps } = JSON.parse(process.argv[2]);
const app = new CloudBase({ secretId, secretKey, envId: 'demo' });
const outcome = (promise) =>
  promise.then(
    (value) => ({ value }),
    ({ code, message }) => ({ error: { code, message } }),
  );

(async () => {
  const outcomes = [];
  for (const [service, method, ...args] of steps) outcomes.push(await outcome(app[service][method](...args)));
  process.stdout.write(`\n${JSON.stringify(outcomes)}`);
})();
