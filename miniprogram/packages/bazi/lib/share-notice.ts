/** What whoever shares is told before; a test holds it against the server's. */
export const SHARE_NOTICE =
  '八个字本身就能在六十年一轮中反推出生的日子与时辰。隐去时柱则推不出时辰；附上大运，看的人还能推出性别。分享他人的八字，请先征得本人同意。分享到期自动失效，也可随时撤回。';
