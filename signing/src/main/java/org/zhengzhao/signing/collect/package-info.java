/**
 * Collects the facts about a document: recognises it by its octets, parses PDF, CMS, COSE and pictures, and checks signature
 * values. Everything that meets hostile input with a foreign parser is here, behind limits and one exception.
 */
@NullMarked
package org.zhengzhao.signing.collect;

import org.jspecify.annotations.NullMarked;
