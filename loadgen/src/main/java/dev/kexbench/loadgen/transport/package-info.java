/**
 * How the module uses Vert.x: event loops as the server, the generator and agents share them, and
 * the transports that can drive their sockets.
 */
package dev.kexbench.loadgen.transport;
