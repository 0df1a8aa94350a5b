// The browser is found or fetched by scripts/setup.mjs: an install must not fail where a download is impossible.
module.exports = { skipDownload: true };
