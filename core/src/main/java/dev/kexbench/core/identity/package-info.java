/**
 * Who is who: server keys, the client table, and the files that hold them.
 *
 * <p>This is the only package of {@code core} that reads and writes files. A file that is missing,
 * readable by others, or not what it should be is an {@link
 * dev.kexbench.core.identity.IdentityFileException} of one line that says what was expected.
 */
package dev.kexbench.core.identity;
