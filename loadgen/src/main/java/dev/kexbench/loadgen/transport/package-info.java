/** How the module uses Vert.x: the options that the server, the generator and agents share. */
package dev.kexbench.loadgen.transport;
