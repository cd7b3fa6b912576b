/**
 * What the command lines of this module share: interrupts, the parent process, host and port, the
 * exchange and its crypto, folder names.
 */
package dev.kexbench.loadgen.command;
