// Keeps the Playground on this machine. By itself it listens on every interface, and even with
// its telemetry off a library in it calls out to measure its own use.
const net = require("node:net");

process.env.APPLICATION_INSIGHTS_NO_STATSBEAT = "1";

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, port, "127.0.0.1", ...rest);
};
