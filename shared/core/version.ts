/** Names what was built: the build puts twelve digits of the bundle's own hash in this text's place. */
export const bundleVersion: string = '@bundlehash@';
