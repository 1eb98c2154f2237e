import readline from 'node:readline';

/**
 * Answers the harness until it closes the pipe: work is one repetition, timed whole after prepare, check tells about what the last one
 * returned.
 */
export async function serve(work, check, prepare = () => {}) {
  let result;
  console.log('{"ready":true}');
  for await (const command of readline.createInterface({ input: process.stdin })) {
    let answer;
    if (command.trim() === 'run') {
      result = undefined;
      await prepare();
      const start = process.hrtime.bigint();
      result = await work();
      answer = { seconds: Number(process.hrtime.bigint() - start) / 1e9 };
    } else {
      answer = { check: String(await check(result)) };
    }
    console.log(JSON.stringify(answer));
  }
}
