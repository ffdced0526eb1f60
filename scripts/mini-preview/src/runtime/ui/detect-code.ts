/** A code that was read from a picture. */
export interface DetectedCode {
  rawValue: string;
  format: string;
}

interface Detector {
  detect(image: ImageBitmapSource): Promise<DetectedCode[]>;
}

type Detectors = { BarcodeDetector?: new () => Detector };

/** Whether this browser reads codes from pictures. */
export function canDetect(): boolean {
  return (globalThis as Detectors).BarcodeDetector !== undefined;
}

/** The first code in a picture; undefined when there is none, or this browser cannot read it. */
export async function detectCode(image: ImageBitmapSource): Promise<DetectedCode | undefined> {
  const { BarcodeDetector } = globalThis as Detectors;
  return BarcodeDetector && (await new BarcodeDetector().detect(image))[0];
}
