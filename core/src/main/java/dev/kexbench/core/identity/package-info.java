/**
 * Who is who: server keys, the client table, and the files that hold them.
 *
 * <p>This is the only package of {@code core} that reads and writes files. A file that is missing,
 * readable by others, or not what it should be is an {@link
 * dev.kexbench.core.identity.IdentityFileException} of one line that says what was expected.
 *
 * <p>To embed, once a process: {@link dev.kexbench.core.identity.ServerFolder} reads a server's
 * keys and its table, which can be read again while it serves. Whoever keeps them elsewhere makes
 * {@link dev.kexbench.core.identity.ServerKeys} from a key pair and K_gate, and implements {@link
 * dev.kexbench.core.identity.ClientTable}: it is read by many threads at once inside the dear
 * operation, must not wait, and should take as long for an id that it does not know as for one that
 * it knows. A client has its {@link dev.kexbench.core.identity.ClientCredentials} and the server's
 * {@link dev.kexbench.core.identity.ServerPublicKey}, whose file it was given: that is the whole
 * pinning.
 *
 * <p>Keys and credentials hold secrets, own their arrays and hide them in {@code toString}. They
 * live as long as the process needs them, and belong to the caller: no side and no role wipes them.
 */
package dev.kexbench.core.identity;
