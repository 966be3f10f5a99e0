-- The home page and each start ask for the samples; there are a few of them among millions.
create index license_samples on license (id) where sample;

-- Only the newest bundle has its octets; those that nobody goes on from are let go by their date.
create index offline_bundle_kept on offline_bundle (sequence) where octets is not null;
create index offline_bundle_by_time on offline_bundle (issued_at);
