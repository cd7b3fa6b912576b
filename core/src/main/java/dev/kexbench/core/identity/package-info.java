/**
 * Identities: server keys, the client table, and the files that contain them.
 *
 * <p>This is the only package of {@code core} that reads and writes files. A file that is missing,
 * readable by others, or has unexpected content causes an {@link
 * dev.kexbench.core.identity.IdentityFileException} with a one-line message that states what was
 * expected.
 *
 * <p>To embed, once per process: {@link dev.kexbench.core.identity.ServerFolder} reads a server's
 * keys and its table, which can be read again while the server runs. To store them elsewhere,
 * create {@link dev.kexbench.core.identity.ServerKeys} from a key pair and K_gate, and implement
 * {@link dev.kexbench.core.identity.ClientTable}. Many threads read the table at once, inside the
 * expensive operation. A lookup must not block, and should take as long for an unknown id as for a
 * known one. A client needs its {@link dev.kexbench.core.identity.ClientCredentials} and the
 * server's {@link dev.kexbench.core.identity.ServerPublicKey}, whose file it was given; using that
 * file is what pins the key.
 *
 * <p>Keys and credentials contain secrets, own their arrays and hide them in {@code toString}. They
 * live as long as the process needs them and belong to the caller: sides and roles never wipe them.
 */
package dev.kexbench.core.identity;
