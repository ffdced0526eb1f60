import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FILE_LIMIT, USER_DATA_PATH, UserFiles } from './user-files.js';

const bytes = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
const at = (path: string) => `${USER_DATA_PATH}/${path}`;
const make = () => new UserFiles(() => 1_700_000_000_000);

describe("an app's files", () => {
  it('are written, appended to, moved and removed', () => {
    const files = make();
    files.write(at('a.txt'), bytes('ab'));
    files.append(at('./x/../a.txt'), bytes('c'));
    expect(new TextDecoder().decode(files.read(at('a.txt')))).toBe('abc');
    files.makeFolder(at('one/two'), true);
    files.rename(at('a.txt'), at('one/two/b.txt'));
    files.rename(at('one'), at('three'));
    expect(files.list(at('three/two'))).toEqual(['b.txt']);
    expect(files.stat(at('three/two/b.txt'))).toMatchObject({ size: 3, lastModifiedTime: 1_700_000_000 });
    files.removeFolder(at('three'), true);
    expect(files.list(USER_DATA_PATH)).toEqual([]);
    expect(files.used).toBe(0);
  });

  it('are refused in the words of WeChat, and nothing is half done', () => {
    const files = make();
    expect(() => files.read(at('none'))).toThrow(/^no such file or directory, open "wxfile:\/\/usr\/none"$/);
    expect(() => files.write('wxfile://usr/../other', bytes('x'))).toThrow(/^permission denied/);
    expect(() => files.write('/assets/a', bytes('x'))).toThrow(/^permission denied/);
    expect(() => files.write(at('no/folder'), bytes('x'))).toThrow(/^no such file or directory/);
    files.makeFolder(at('folder'), false);
    expect(() => files.makeFolder(at('folder'), false)).toThrow(/^file already exists/);
    expect(() => files.write(at('folder'), bytes('x'))).toThrow(/^illegal operation on a directory/);
    files.write(at('folder/a'), bytes('x'));
    expect(() => files.removeFolder(at('folder'), false)).toThrow('directory not empty');
    expect(() => files.rename(at('folder'), at('folder/inside'))).toThrow(/^invalid argument/);
    expect(files.list(at('folder'))).toEqual(['a']);
    expect(() => files.write(at('large'), new Uint8Array(FILE_LIMIT))).toThrow(/maximum size/);
    expect(files.exists(at('large'))).toBe(false);
  });

  it('use exactly what they hold, whatever is done to them', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const step = fc.tuple(fc.constantFrom('write', 'append', 'remove', 'rename'), name, name, fc.nat(9));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const files = make();
        for (const [verb, one, other, size] of steps) {
          try {
            if (verb === 'write') files.write(at(one), new Uint8Array(size));
            if (verb === 'append') files.append(at(one), new Uint8Array(size));
            if (verb === 'remove') files.remove(at(one));
            if (verb === 'rename') files.rename(at(one), at(other));
          } catch (error) {
            expect((error as Error).message).toMatch(/^no such file/);
          }
        }
        const held = files.list(USER_DATA_PATH).reduce((sum, file) => sum + files.read(at(file)).length, 0);
        expect(files.used).toBe(held);
      }),
    );
  });
});
