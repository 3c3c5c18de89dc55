const ANY = '*';

/** `https://shop.example`, as browsers send it: no path, not even the last slash. */
function isOrigin(text) {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/**
 * The origins that `corsOrigins` of parameters.yml names, separated by commas, as the list that the framework wants. A
 * slip would lock the shop's own pages out and show nowhere else, so it stops the deployment.
 */
module.exports = async ({ resolveVariable }) => {
  const text = await resolveVariable('self:custom.parameters.corsOrigins');
  const origins = text.split(',').map((origin) => origin.trim());
  const wrong = origins.filter((origin) => !isOrigin(origin) && !(origin === ANY && origins.length === 1));
  if (wrong.length > 0) {
    throw new Error(`corsOrigins wants * or origins such as https://shop.example; these are none: ${wrong.join(' ')}`);
  }
  return origins;
};
