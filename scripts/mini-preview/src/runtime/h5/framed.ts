/** An H5 site stands in no frame of ours. */
export function obeyFrame(): void {}
