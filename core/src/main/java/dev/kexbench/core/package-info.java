/**
 * Session-key exchanges without I/O, and {@link dev.kexbench.core.Catalogue the list of them}. This
 * page is the manual for whoever embeds one.
 *
 * <p>A client and a server that talk in memory; {@code EmbeddingExampleTest} runs these very lines:
 *
 * <pre>{@code
 * var crypto = new CryptoChoice(Backends.select("auto").backend(), PoolKind.BOUNDED, 2);
 * var context =
 *     new ExchangeContext(System::currentTimeMillis, new SecureRandom(), StageTimer.NONE);
 * StreamExchange kx1 = Catalogue.findStream("kx1-rsa2048").orElseThrow();
 * ServerSide servers = kx1.server(new ServerSetup(keys, table, crypto, context, true));
 * ClientSide clients = kx1.client(new ClientSetup(keys.open(), crypto, context));
 *
 * Role server = servers.accept();
 * ClientRole client = clients.open(alice);
 * var offer = (Step.Send) client.start();
 * var work = (Step.Compute) server.receive(ByteBuffer.wrap(offer.bytes()));
 * var ack = (Step.Send) work.work().get();
 * var here = (Step.Established) client.receive(ByteBuffer.wrap(ack.bytes()));
 * var there = (Step.Established) server.receive(ByteBuffer.wrap(here.bytes()));
 * }</pre>
 *
 * <p>Of the casts a real caller makes a {@code switch} over {@link
 * dev.kexbench.core.exchange.Step}: the peer decides which step comes.
 *
 * <p><b>Once a process.</b> A crypto backend ({@link dev.kexbench.core.crypto.Backends}), a {@link
 * dev.kexbench.core.crypto.CryptoChoice}, the keys and the client table ({@code identity}), a clock
 * and a {@code SecureRandom} ({@link dev.kexbench.core.exchange.ExchangeContext}); of these one
 * {@link dev.kexbench.core.exchange.ServerSide} or {@link dev.kexbench.core.exchange.ClientSide}.
 * Sides are thread-safe and hold the pools, so a second one of the same keys costs a second set of
 * ciphers.
 *
 * <p><b>Once a connection.</b> {@code ServerSide.accept()}: the role serves one exchange after the
 * other. <b>Once an exchange.</b> {@code ClientSide.open(…)}; {@code prepare()} may be called long
 * before {@code start()} and on another thread.
 *
 * <p><b>Threads.</b> A role has one caller at a time and no lock of its own. It may go from thread
 * to thread if something (an event loop, a queue, an executor) orders the calls. Keys, tables,
 * sides and sessions are for any number of threads.
 *
 * <p><b>What the caller must do.</b>
 *
 * <ul>
 *   <li>Send the bytes of {@code Send}, {@code Established} and {@code Refused}; the last two may
 *       have none. A client uses its keys as soon as its CONFIRM is on the way.
 *   <li>For a {@code Compute} call {@code work} or {@code shed}, exactly one, exactly once, on any
 *       thread; give the role no bytes until it has returned, and treat what it returns as the
 *       role's next step.
 *   <li>Give bytes that a step left in the buffer again, once that step is done with. Behind {@code
 *       Established} they are the application's or, on a server, the next OFFER.
 *   <li>Close the connection behind the bytes where {@code Refused.ends} is set. Where it is not, a
 *       client may try again with a new role, and never with another exchange, key or setting
 *       because of what it was told: a refusal is not authenticated.
 *   <li>Time out what does not come. A server closes role and connection where the CONFIRM has not
 *       come 10 s after the ACK, a client where the ACK keeps it waiting: roles have no timers.
 *   <li>Bound what queues: an OFFER costs the server a private-key operation, and {@code shed} is
 *       how it says no.
 *   <li>Close every role and every session; a role only when no {@code Compute} is out. Where the
 *       connection goes meanwhile, let the work end and close the role behind it, else the keys of
 *       the ACK that it makes are never wiped.
 * </ul>
 *
 * <p><b>Who owns and wipes what.</b> Bytes handed in are read before {@code receive} returns, and
 * the buffer stays the caller's. Bytes in a step are the caller's. A role wipes its secrets when it
 * is done or closed; a session belongs to the caller, who closes it, and so do the copies that
 * {@code Session.key} gives, who wipes them ({@link dev.kexbench.core.crypto.Secrets#wipe}). Roots,
 * admission keys and server keys belong to whoever made them; nothing here wipes them.
 *
 * <p><b>Errors.</b> What a peer can cause is a step. What is left are exceptions: {@code
 * IllegalArgumentException} while making things (a key of another size, an unknown name), {@link
 * dev.kexbench.core.identity.IdentityFileException} for a file, {@link
 * dev.kexbench.core.crypto.CryptoFailure} where a provider fails although it must not; close the
 * role and the connection then. No message holds a secret.
 *
 * <ul>
 *   <li>{@code exchange}: what any exchange looks like from outside
 *   <li>{@code kx1}: KX1, the session-key exchange of this project
 *   <li>{@code noise}: the handshake that one of its suites uses
 *   <li>{@code tls}: TLS through Bouncy Castle, to be compared with
 *   <li>{@code crypto}: crypto backends and the pooling of their objects
 *   <li>{@code identity}: server keys, client table and their files
 * </ul>
 */
package dev.kexbench.core;
