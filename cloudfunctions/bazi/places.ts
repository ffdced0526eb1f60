import { baziPlaces } from '../../shared/contracts/bazi/places.js';
import { serve } from '../../shared/core/serve.js';
import { searchPlaces } from '../../shared/modules/bazi/places/search-places.js';

export const main = serve(baziPlaces, async ({ text }) => ({ places: searchPlaces(text) }));
