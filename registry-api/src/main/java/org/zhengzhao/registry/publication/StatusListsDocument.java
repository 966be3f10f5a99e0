package org.zhengzhao.registry.publication;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One page of status lists.
 *
 * @param uris their locations, as credentials name them; the member is called as the IETF draft has it
 */
@Schema(name = "StatusLists")
record StatusListsDocument(@JsonProperty("status_lists") List<String> uris, List<Entry> lists) {
    StatusListsDocument {
        uris = List.copyOf(uris);
        lists = List.copyOf(lists);
    }

    /**
     * One list.
     *
     * @param places how many licenses have room in it
     * @param asOf when its statuses were computed
     * @param expires when nobody may rely on it any more
     */
    @Schema(name = "StatusListEntry")
    record Entry(String id, String uri, int places, long version, Instant asOf, Instant expires, String link) {}

    static StatusListsDocument of(List<PublishedListRepository.Heading> lists) {
        return new StatusListsDocument(
                lists.stream().map(PublishedListRepository.Heading::uri).toList(),
                lists.stream()
                        .map(list -> new Entry(
                                list.id(),
                                list.uri(),
                                list.size(),
                                list.version(),
                                list.asOf(),
                                list.expires(),
                                "/v1/status-lists/" + list.id()))
                        .toList());
    }
}
