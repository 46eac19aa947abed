BEGIN TRANSACTION;
CREATE TABLE address (
	url_key TEXT NOT NULL, 
	url TEXT NOT NULL, 
	article_id VARCHAR(16) NOT NULL, 
	PRIMARY KEY (url_key), 
	FOREIGN KEY(article_id) REFERENCES article (id)
);
INSERT INTO "address" VALUES('weekly.example/ferry','https://weekly.example/ferry','e5f6f8a520fd5370');
INSERT INTO "address" VALUES('lakeside.example/empty-ferry','https://lakeside.example/empty-ferry','42a01f1297a95efa');
INSERT INTO "address" VALUES('digest.example/7','https://digest.example/7','2b0b33772204c76e');
CREATE TABLE alias (
	kind VARCHAR NOT NULL, 
	one TEXT NOT NULL, 
	other TEXT NOT NULL, 
	source VARCHAR NOT NULL, 
	detail TEXT NOT NULL, 
	PRIMARY KEY (kind, one, other, source)
);
CREATE TABLE anchor (
	hash INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	language VARCHAR NOT NULL, 
	PRIMARY KEY (hash, number)
)
 WITHOUT ROWID

;
CREATE TABLE article (
	id VARCHAR(16) NOT NULL, 
	url TEXT, 
	canonical TEXT, 
	outlet_key TEXT, 
	status VARCHAR NOT NULL, 
	outcome VARCHAR, 
	headline TEXT NOT NULL, 
	headline_key TEXT NOT NULL, 
	published_value TEXT, 
	published_precision TEXT, 
	published_source TEXT, 
	published_raw TEXT, 
	language VARCHAR, 
	words INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	topics JSON NOT NULL, 
	rights TEXT NOT NULL, 
	first_seen VARCHAR NOT NULL, 
	snapshot_id INTEGER, 
	story VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(outlet_key) REFERENCES outlet ("key"), 
	FOREIGN KEY(snapshot_id) REFERENCES snapshot (id)
);
INSERT INTO "article" VALUES('e5f6f8a520fd5370','https://weekly.example/ferry',NULL,'weekly.example','fetched','kept','The ferry that nobody takes','ferry-that-nobody-takes','2022-02-15','day','given','2022-02-15','en',176,'The night ferry number 1 left the harbour with 1 crew and nobody on deck, as the purser wrote in log 1. The night ferry number 2 left the harbour with 2 crew and nobody on deck, as the purser wrote in log 2. The night ferry number 3 left the harbour with 3 crew and nobody on deck, as the purser wrote in log 3. The night ferry number 4 left the harbour with 4 crew and nobody on deck, as the purser wrote in log 4. The night ferry number 5 left the harbour with 5 crew and nobody on deck, as the purser wrote in log 5. The night ferry number 6 left the harbour with 6 crew and nobody on deck, as the purser wrote in log 6. The night ferry number 7 left the harbour with 7 crew and nobody on deck, as the purser wrote in log 7. The night ferry number 8 left the harbour with 8 crew and nobody on deck, as the purser wrote in log 8.','[]','','2026-11-23T22:33:39.208702+00:00',1,'42a01f1297a95efa');
INSERT INTO "article" VALUES('42a01f1297a95efa','https://lakeside.example/empty-ferry',NULL,'lakeside.example','fetched','kept','EXCLUSIVE: the empty ferry','exclusive-the-empty-ferry','2022-02-20','day','given','2022-02-20','en',187,'The night ferry number 1 left the harbour with 1 crew and nobody on deck, as the purser wrote in log 1. The night ferry number 2 left the harbour with 2 crew and nobody on deck, as the purser wrote in log 2. The night ferry number 3 left the harbour with 3 crew and nobody on deck, as the purser wrote in log 3. The night ferry number 4 left the harbour with 4 crew and nobody on deck, as the purser wrote in log 4. The night ferry number 5 left the harbour with 5 crew and nobody on deck, as the purser wrote in log 5. The night ferry number 6 left the harbour with 6 crew and nobody on deck, as the purser wrote in log 6. The night ferry number 7 left the harbour with 7 crew and nobody on deck, as the purser wrote in log 7. The night ferry number 8 left the harbour with 8 crew and nobody on deck, as the purser wrote in log 8.

This article was originally published by Weekly: https://weekly.example/ferry','[]','','2026-11-23T22:33:44.148752+00:00',2,'42a01f1297a95efa');
INSERT INTO "article" VALUES('2b0b33772204c76e','https://digest.example/7',NULL,'digest.example','fetched','kept','The gulls','gulls',NULL,NULL,NULL,NULL,NULL,12,'Nobody has counted the gulls above the old pier for seven years.','[]','','2026-11-23T22:33:44.148752+00:00',3,NULL);
CREATE TABLE author (
	"key" TEXT NOT NULL, 
	name TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "author" VALUES('ann-lee','Ann Lee');
CREATE TABLE boilerplate (
	hash INTEGER NOT NULL, 
	PRIMARY KEY (hash)
)
 WITHOUT ROWID

;
CREATE TABLE byline (
	article_id VARCHAR(16) NOT NULL, 
	position INTEGER NOT NULL, 
	author_key TEXT NOT NULL, 
	name TEXT NOT NULL, 
	PRIMARY KEY (article_id, position), 
	FOREIGN KEY(article_id) REFERENCES article (id), 
	FOREIGN KEY(author_key) REFERENCES author ("key")
);
INSERT INTO "byline" VALUES('e5f6f8a520fd5370',0,'ann-lee','Ann Lee');
CREATE TABLE claim (
	id INTEGER NOT NULL, 
	article_id VARCHAR(16) NOT NULL, 
	position INTEGER NOT NULL, 
	relation VARCHAR NOT NULL, 
	cue VARCHAR NOT NULL, 
	strength FLOAT NOT NULL, 
	outlet TEXT, 
	outlet_key TEXT, 
	url TEXT, 
	author TEXT, 
	date_value TEXT, 
	date_precision TEXT, 
	date_source TEXT, 
	date_raw TEXT, 
	places JSON NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (article_id, position), 
	FOREIGN KEY(article_id) REFERENCES article (id)
);
INSERT INTO "claim" VALUES(1,'42a01f1297a95efa',0,'republishes','credit_line',0.96,'Weekly','weekly.example','https://weekly.example/ferry',NULL,NULL,NULL,NULL,NULL,'[{"quote": "This article was originally published by Weekly: https://weekly.example/ferry", "where": "text", "path": "block 1"}]');
CREATE TABLE endpoint (
	outlet_key TEXT NOT NULL, 
	url TEXT NOT NULL, 
	kind VARCHAR NOT NULL, 
	PRIMARY KEY (outlet_key, url)
);
CREATE TABLE fingerprint (
	hash INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	PRIMARY KEY (hash, number)
)
 WITHOUT ROWID

;
INSERT INTO "fingerprint" VALUES(-2125422456,1);
INSERT INTO "fingerprint" VALUES(-2125422456,2);
INSERT INTO "fingerprint" VALUES(-951789287,1);
INSERT INTO "fingerprint" VALUES(-951789287,2);
INSERT INTO "fingerprint" VALUES(-947828567,1);
INSERT INTO "fingerprint" VALUES(-947828567,2);
INSERT INTO "fingerprint" VALUES(-834513238,1);
INSERT INTO "fingerprint" VALUES(-834513238,2);
INSERT INTO "fingerprint" VALUES(-677311319,1);
INSERT INTO "fingerprint" VALUES(-677311319,2);
INSERT INTO "fingerprint" VALUES(-475783013,1);
INSERT INTO "fingerprint" VALUES(-475783013,2);
INSERT INTO "fingerprint" VALUES(-307699076,1);
INSERT INTO "fingerprint" VALUES(-307699076,2);
INSERT INTO "fingerprint" VALUES(170434756,1);
INSERT INTO "fingerprint" VALUES(170434756,2);
INSERT INTO "fingerprint" VALUES(1079394461,1);
INSERT INTO "fingerprint" VALUES(1079394461,2);
INSERT INTO "fingerprint" VALUES(1092397331,1);
INSERT INTO "fingerprint" VALUES(1092397331,2);
INSERT INTO "fingerprint" VALUES(1445929164,1);
INSERT INTO "fingerprint" VALUES(1445929164,2);
INSERT INTO "fingerprint" VALUES(1458968354,1);
INSERT INTO "fingerprint" VALUES(1458968354,2);
INSERT INTO "fingerprint" VALUES(1724130888,3);
INSERT INTO "fingerprint" VALUES(1875000344,1);
INSERT INTO "fingerprint" VALUES(1875000344,2);
INSERT INTO "fingerprint" VALUES(2119704290,1);
INSERT INTO "fingerprint" VALUES(2119704290,2);
INSERT INTO "fingerprint" VALUES(2123313923,1);
INSERT INTO "fingerprint" VALUES(2123313923,2);
CREATE TABLE frontier (
	position INTEGER NOT NULL, 
	url_key TEXT NOT NULL, 
	url TEXT NOT NULL, 
	host TEXT NOT NULL, 
	kind VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	priority INTEGER NOT NULL, 
	depth INTEGER NOT NULL, 
	seed BOOLEAN NOT NULL, 
	cause TEXT NOT NULL, 
	outcome VARCHAR, 
	detail TEXT NOT NULL, 
	owner TEXT, 
	lease_until VARCHAR, 
	settled_at VARCHAR, 
	PRIMARY KEY (position), 
	UNIQUE (url_key)
);
CREATE TABLE habit (
	source_outlet TEXT NOT NULL, 
	copy_outlet TEXT NOT NULL, 
	count INTEGER NOT NULL, 
	PRIMARY KEY (source_outlet, copy_outlet)
);
INSERT INTO "habit" VALUES('weekly.example','lakeside.example',1);
CREATE TABLE home (
	author_key TEXT NOT NULL, 
	outlet_key TEXT NOT NULL, 
	count INTEGER NOT NULL, 
	PRIMARY KEY (author_key, outlet_key)
);
INSERT INTO "home" VALUES('ann-lee','weekly.example',1);
CREATE TABLE host (
	host TEXT NOT NULL, 
	hold_until VARCHAR NOT NULL, 
	detail TEXT NOT NULL, 
	PRIMARY KEY (host)
);
CREATE TABLE judgement (
	kind VARCHAR NOT NULL, 
	one TEXT NOT NULL, 
	other TEXT NOT NULL, 
	verdict VARCHAR NOT NULL, 
	note TEXT NOT NULL, 
	one_name TEXT NOT NULL, 
	other_name TEXT NOT NULL, 
	judged_at VARCHAR NOT NULL, 
	PRIMARY KEY (kind, one, other)
);
CREATE TABLE listing (
	probe TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	url TEXT NOT NULL, 
	headline TEXT NOT NULL, 
	authors JSON NOT NULL, 
	published_value TEXT, 
	published_precision TEXT, 
	published_source TEXT, 
	published_raw TEXT, 
	text TEXT NOT NULL, 
	source VARCHAR NOT NULL, 
	PRIMARY KEY (probe, position)
);
CREATE TABLE neighbour (
	outlet_key TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	PRIMARY KEY (outlet_key, origin)
);
INSERT INTO "neighbour" VALUES('lakeside.example','https://weekly.example');
CREATE TABLE outlet (
	"key" TEXT NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	home TEXT, 
	PRIMARY KEY ("key")
);
INSERT INTO "outlet" VALUES('weekly.example','Weekly','weekly','https://weekly.example/');
INSERT INTO "outlet" VALUES('lakeside.example','lakeside.example','lakeside-example','https://lakeside.example/');
INSERT INTO "outlet" VALUES('digest.example','digest.example','digest-example','https://digest.example/');
CREATE TABLE overlap (
	source_id VARCHAR(16) NOT NULL, 
	copy_id VARCHAR(16) NOT NULL, 
	of_original FLOAT NOT NULL, 
	of_copy FLOAT NOT NULL, 
	words INTEGER NOT NULL, 
	quoted FLOAT DEFAULT '0' NOT NULL, 
	spans JSON DEFAULT '[]' NOT NULL, 
	reuse VARCHAR, 
	joins BOOLEAN DEFAULT 0 NOT NULL, 
	reuse_reasons JSON DEFAULT '[]' NOT NULL, 
	PRIMARY KEY (source_id, copy_id), 
	FOREIGN KEY(source_id) REFERENCES article (id), 
	FOREIGN KEY(copy_id) REFERENCES article (id)
);
INSERT INTO "overlap" VALUES('e5f6f8a520fd5370','42a01f1297a95efa',1.0,9.41176470588235281056e-01,176,0.0,'[[0,830,0,830,176,0]]','copy',1,'[["copied-prose",9.72,"171 words, 97% of the shorter and 97% of the longer text"],["long-passage",4.0,"176 words in a row"],["one-event",-3.5,""]]');
CREATE TABLE parallel (
	one_id VARCHAR(16) NOT NULL, 
	other_id VARCHAR(16) NOT NULL, 
	anchors INTEGER NOT NULL, 
	"order" FLOAT NOT NULL, 
	PRIMARY KEY (one_id, other_id), 
	FOREIGN KEY(one_id) REFERENCES article (id), 
	FOREIGN KEY(other_id) REFERENCES article (id)
);
CREATE TABLE posting (
	bucket INTEGER NOT NULL, 
	level INTEGER NOT NULL, 
	block BLOB NOT NULL, 
	PRIMARY KEY (bucket, level)
);
CREATE TABLE posting_level (
	level INTEGER NOT NULL, 
	size BIGINT NOT NULL, 
	PRIMARY KEY (level)
);
CREATE TABLE republication (
	id VARCHAR(16) NOT NULL, 
	source_id VARCHAR(16), 
	source_outlet TEXT, 
	copy_id VARCHAR(16) NOT NULL, 
	relation VARCHAR NOT NULL, 
	declared BOOLEAN NOT NULL, 
	inferred BOOLEAN NOT NULL, 
	verdict VARCHAR NOT NULL, 
	credit VARCHAR NOT NULL, 
	quote TEXT NOT NULL, 
	cue VARCHAR NOT NULL, 
	of_original FLOAT, 
	of_copy FLOAT, 
	shared_words INTEGER, 
	reasons JSON NOT NULL, 
	nearest BOOLEAN DEFAULT 0 NOT NULL, 
	rooted FLOAT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(source_id) REFERENCES article (id), 
	FOREIGN KEY(copy_id) REFERENCES article (id)
);
INSERT INTO "republication" VALUES('f10a70b33ff4feb8','e5f6f8a520fd5370','weekly.example','42a01f1297a95efa','republishes',1,1,'certain','linked','This article was originally published by Weekly: https://weekly.example/ferry','credit_line',1.0,9.41176470588235281056e-01,176,'[{"name": "shared-text", "weight": 3.5, "detail": "94% of the copy, 100% of the source"}, {"name": "declared-link", "weight": 3.07, "detail": "This article was originally published by Weekly: https://weekly.example/ferry"}, {"name": "earlier", "weight": 1.0, "detail": "2022-02-15, 2022-02-20"}]',1,0.9991);
CREATE TABLE role (
	outlet_key TEXT NOT NULL, 
	begun INTEGER NOT NULL, 
	taken INTEGER NOT NULL, 
	PRIMARY KEY (outlet_key)
);
INSERT INTO "role" VALUES('lakeside.example',0,1);
INSERT INTO "role" VALUES('weekly.example',1,0);
CREATE TABLE search (
	id INTEGER NOT NULL, 
	direction VARCHAR NOT NULL, 
	article_id VARCHAR(16) NOT NULL, 
	claim_position INTEGER, 
	outlet_key TEXT NOT NULL, 
	home TEXT NOT NULL, 
	stage INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	depth INTEGER NOT NULL, 
	found TEXT, 
	score FLOAT, 
	alternatives JSON NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (direction, article_id, outlet_key), 
	FOREIGN KEY(article_id) REFERENCES article (id)
);
CREATE TABLE search_probe (
	search_id INTEGER NOT NULL, 
	url_key TEXT NOT NULL, 
	PRIMARY KEY (search_id, url_key), 
	FOREIGN KEY(search_id) REFERENCES search (id)
);
CREATE TABLE sketch (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	article_id VARCHAR(16) NOT NULL, 
	outlet_key TEXT, 
	size INTEGER NOT NULL, 
	alike INTEGER, 
	digest VARCHAR NOT NULL, 
	UNIQUE (article_id), 
	FOREIGN KEY(article_id) REFERENCES article (id)
);
INSERT INTO "sketch" VALUES(1,'e5f6f8a520fd5370','weekly.example',15,NULL,'0a62fa541160beb7');
INSERT INTO "sketch" VALUES(2,'42a01f1297a95efa','lakeside.example',15,1,'4f7aac09f0b61ba3');
INSERT INTO "sketch" VALUES(3,'2b0b33772204c76e','digest.example',1,NULL,'f38f6e4f7e641181');
CREATE TABLE snapshot (
	id INTEGER NOT NULL, 
	url TEXT NOT NULL, 
	url_key TEXT NOT NULL, 
	fetched_at VARCHAR NOT NULL, 
	status INTEGER NOT NULL, 
	content_type TEXT NOT NULL, 
	digest VARCHAR NOT NULL, 
	warc TEXT NOT NULL, 
	"offset" BIGINT NOT NULL, 
	truncated BOOLEAN NOT NULL, 
	revisits TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (warc, "offset")
);
INSERT INTO "snapshot" VALUES(1,'https://weekly.example/ferry','weekly.example/ferry','2026-11-23T22:33:39.208702+00:00',0,'text/plain','sha1:CGXYFN4OB2JFCMNTOINOKACJR2LGR6ZY','whence-20261123T223339208702-25808.warc.gz',271,0,'');
INSERT INTO "snapshot" VALUES(2,'https://lakeside.example/empty-ferry','lakeside.example/empty-ferry','2026-11-23T22:33:44.148752+00:00',0,'text/plain','sha1:4G5U4TUKMGHPLWR43ZPMIZPPOVOHPXVW','whence-20261123T223339208702-25808.warc.gz',1062,0,'');
INSERT INTO "snapshot" VALUES(3,'https://digest.example/7','digest.example/7','2026-11-23T22:33:44.148752+00:00',0,'text/plain','sha1:ABIT6KSYATXLD5DDORE7NQJYFUHVB23Z','whence-20261123T223339208702-25808.warc.gz',1891,0,'');
CREATE TABLE store_info (
	name VARCHAR NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "store_info" VALUES('version','4');
CREATE TABLE unsettled (
	article_id VARCHAR(16) NOT NULL, 
	PRIMARY KEY (article_id)
);
CREATE INDEX outlet_name_key ON outlet (name_key);
CREATE INDEX snapshot_url_key ON snapshot (url_key, digest);
CREATE INDEX alias_other ON alias (kind, other);
CREATE INDEX frontier_state ON frontier (state, host, priority);
CREATE INDEX article_status ON article (status);
CREATE INDEX article_story ON article (story);
CREATE INDEX article_outlet_key ON article (outlet_key);
CREATE INDEX article_headline_key ON article (headline_key);
CREATE INDEX address_article_id ON address (article_id);
CREATE INDEX byline_author_key ON byline (author_key);
CREATE INDEX claim_outlet_key ON claim (outlet_key);
CREATE INDEX search_state ON search (state);
CREATE INDEX overlap_copy_id ON overlap (copy_id);
CREATE INDEX parallel_other_id ON parallel (other_id);
CREATE INDEX republication_copy_id ON republication (copy_id);
CREATE INDEX republication_source_outlet ON republication (source_outlet);
CREATE INDEX republication_source_id ON republication (source_id);
CREATE INDEX search_probe_url_key ON search_probe (url_key);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('sketch',3);
COMMIT;
