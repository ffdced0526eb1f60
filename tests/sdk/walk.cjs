// Goes once through what wx-server-sdk offers, in the version that is named, and prints what it saw as JSON.
const [, , sdk, env] = process.argv;
const cloud = require(sdk);

async function walk() {
  cloud.init({ env });
  const db = cloud.database();
  const _ = db.command;
  const name = `walk_${sdk.replace(/\W/g, '_')}`;
  const items = db.collection(name);
  const seen = { context: cloud.getWXContext() };

  await db.createCollection(name);
  const { _id } = await items.add({ data: { n: 1, at: new Date(5), tags: ['a'], nested: { x: 1 } } });
  await items.doc(_id).update({ data: { n: _.inc(4), tags: _.push(['b']), 'nested.y': 2, seenAt: db.serverDate() } });
  await items.doc('second').set({ data: { n: 50 } });
  const { data } = await items.doc(_id).get();
  seen.document = { ...data, _id: typeof data._id, seenAt: data.seenAt instanceof Date, at: data.at.getTime() };
  seen.found = (
    await items
      .where({ n: _.gte(5).and(_.lt(60)) })
      .orderBy('n', 'desc')
      .limit(5)
      .get()
  ).data.map(({ n }) => n);
  seen.count = (await items.where({ n: _.in([5, 50]) }).count()).total;
  seen.groups = (
    await items
      .aggregate()
      .group({ _id: null, sum: db.command.aggregate.sum('$n') })
      .end()
  ).list;
  seen.missing = await items
    .doc('nobody')
    .get()
    .catch((error) => /does not exist|not exist|cannot find/.test(error.errMsg ?? error.message));
  seen.noCollection = await db
    .collection('nowhere')
    .get()
    .catch((error) => error.errCode);
  seen.duplicate = await items
    .add({ data: { _id: 'second' } })
    .catch((error) => [error.errCode, /E11000/.test(error.errMsg)]);

  await db.runTransaction(async (transaction) => {
    const doc = await transaction.collection(name).doc('second').get();
    await transaction
      .collection(name)
      .doc('second')
      .update({ data: { n: doc.data.n + 1 } });
  });
  seen.afterTransaction = (await items.doc('second').get()).data.n;

  const { fileID } = await cloud.uploadFile({ cloudPath: '目录/文件 1.txt', fileContent: Buffer.from('你好') });
  seen.file = (await cloud.downloadFile({ fileID })).fileContent.toString();
  seen.url = /^http/.test((await cloud.getTempFileURL({ fileList: [fileID] })).fileList[0].tempFileURL);
  seen.deleted = (await cloud.deleteFile({ fileList: [fileID] })).fileList[0].status;

  seen.called = (await cloud.callFunction({ name: 'catalog-list', data: { limit: 1 } })).result.ok;
  seen.unknown = await cloud.callFunction({ name: 'no-such' }).catch((error) => typeof error.errCode);
  seen.checked = (await cloud.openapi.wxacode.getUnlimited({ scene: 'a=1', checkPath: false })).contentType;
  seen.removed = (await items.where({ n: _.gt(0) }).remove()).stats.removed;
  return seen;
}

walk().then(
  (seen) => console.log(JSON.stringify(seen)),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
