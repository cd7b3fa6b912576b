package dev.kexbench.core.tls.engine;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** A trust manager for engines. Whichever side it is for overrides that side's method. */
abstract class EngineTrust extends X509ExtendedTrustManager {
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new UnsupportedOperationException("servers are not checked here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new UnsupportedOperationException("clients are not checked here");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  @Override
  public final void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
    throw new UnsupportedOperationException("there are no sockets here");
  }

  @Override
  public final void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
    throw new UnsupportedOperationException("there are no sockets here");
  }

  @Override
  public final void checkServerTrusted(X509Certificate[] chain, String type) {
    throw new UnsupportedOperationException("a check belongs to an engine");
  }

  @Override
  public final void checkClientTrusted(X509Certificate[] chain, String type) {
    throw new UnsupportedOperationException("a check belongs to an engine");
  }
}
