import { orderPreview } from '../../shared/contracts/order/preview.js';
import { serve } from '../../shared/core/serve.js';
import { previewOrder } from '../../shared/modules/order/preview-order.js';

export const main = serve(orderPreview, previewOrder);
