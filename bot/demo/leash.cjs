// Loaded into node before the Agents Playground (node --require).
"use strict";
const net = require("node:net");

// The Playground has no sign-in: whoever reaches it can act as anybody. By itself it listens on every address.
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  if (/^\d+$/.test(port) && typeof rest[0] !== "string") rest.unshift("127.0.0.1");
  return listen.call(this, port, ...rest);
};

// Standard input is a pipe from the bot. It closes when the bot is gone, even by kill -9.
process.stdin.on("close", () => process.exit(0)).on("error", () => process.exit(0)).resume();
