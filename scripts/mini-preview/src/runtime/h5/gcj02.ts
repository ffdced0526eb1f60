interface Place {
  latitude: number;
  longitude: number;
}

/** Semi-major axis and squared eccentricity of Krassowsky's ellipsoid. */
const [AXIS, ECCENTRICITY] = [6_378_245, 0.006_693_421_622_965_943];

/**
 * Where Chinese maps show a place of GPS (WGS-84 → GCJ-02, 国测局坐标). There is no published definition: this is the approximation that
 * everybody uses, good to some metres. Places outside of China stay as they are.
 */
export function toGcj02({ latitude, longitude }: Place): Place {
  if (longitude < 72.004 || longitude > 137.8347 || latitude < 0.8293 || latitude > 55.8271)
    return { latitude, longitude };
  const [x, y] = [longitude - 105, latitude - 35];
  const radians = (latitude * Math.PI) / 180;
  const curve = 1 - ECCENTRICITY * Math.sin(radians) ** 2;
  const north = (AXIS * (1 - ECCENTRICITY)) / (curve * Math.sqrt(curve));
  const east = (AXIS / Math.sqrt(curve)) * Math.cos(radians);
  return {
    latitude: latitude + (northwards(x, y) * 180) / (north * Math.PI),
    longitude: longitude + (eastwards(x, y) * 180) / (east * Math.PI),
  };
}

const wave = (amplitude: number, angle: number) => (amplitude * Math.sin(angle * Math.PI) * 2) / 3;
const common = (x: number) => wave(20, 6 * x) + wave(20, 2 * x);

function northwards(x: number, y: number): number {
  const plain = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
  return plain + common(x) + wave(20, y) + wave(40, y / 3) + wave(160, y / 12) + wave(320, y / 30);
}

function eastwards(x: number, y: number): number {
  const plain = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
  return plain + common(x) + wave(20, x) + wave(40, x / 3) + wave(150, x / 12) + wave(300, x / 30);
}
