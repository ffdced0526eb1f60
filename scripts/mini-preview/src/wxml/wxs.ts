/** What WXS has and JavaScript has not. */
const PRELUDE =
  'function getRegExp(p,f){return new RegExp(p,f)}function getDate(){return arguments.length?new(Date.bind.apply(Date,[null].concat([].slice.call(arguments)))):new Date()}\n';

/** Marks what the module exports, so that a handler of a template is known to be WXS however the template names it. */
const MARK =
  "\n;Object.keys(module.exports).forEach(function(k){if(typeof module.exports[k]==='function')module.exports[k].isWxs=true})";

/**
 * Makes WXS run as JavaScript: `x.constructor` is a type name there (`'Array'`), `getRegExp` takes its pattern without
 * escape processing, and `require` names a file with its extension.
 */
export function wxsToJavaScript(source: string): string {
  const body = source
    .replace(/getRegExp\(\s*(['"])(.*?)\1/g, (_, quote: string, pattern: string) => {
      return `getRegExp(${quote}${pattern.replace(/\\/g, '\\\\')}${quote}`;
    })
    .replace(/\.constructor\b(?!\.)/g, '.constructor.name')
    .replace(/(require\(\s*(['"])[^'"]+?)\.wxs\2/g, '$1$2');
  return PRELUDE + body + MARK;
}

/** The files that a WXS module requires, as written. */
export function wxsRequires(source: string): string[] {
  return [...source.matchAll(/require\(\s*(['"])(.+?)\1\s*\)/g)].map((match) => match[2]!);
}
