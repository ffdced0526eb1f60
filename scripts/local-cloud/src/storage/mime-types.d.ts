declare module 'mime-types' {
  /** The content type of a file name or extension with its default charset; false when unknown. */
  export function contentType(filenameOrExtension: string): string | false;
  const mime: { contentType: typeof contentType };
  export default mime;
}
