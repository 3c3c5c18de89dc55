const { requestModel } = require('@tradewind/contracts/openapi/request-model');
const { submitStockFeed } = require('@tradewind/contracts/partner/submit-stock-feed');

/** The models that the gateway validates bodies by, made of the contracts whenever the template is read. */
module.exports = { stockFeed: requestModel(submitStockFeed) };
