/**
 * What the archive has below {@code share/}: a man page for each command, and their completion in
 * the shell. {@link dev.kexbench.loadgen.manual.ManualMain} writes both when the archive is built,
 * from the same declarations as {@code --help}; nothing of it is in the programs.
 */
package dev.kexbench.loadgen.manual;
