package org.zhengzhao.signing.x509;

/** What is wrong with which certificate of a path. */
record PathFinding(PathProblem problem, CertificateView certificate) {}
