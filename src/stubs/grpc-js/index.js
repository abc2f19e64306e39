// Only needed to build images through the engine, which Whydunit never does.
module.exports = {};
