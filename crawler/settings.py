"""Every Scrapy setting that is not Scrapy's default, with its reason.

``docs/faults.md`` lists the fault that each one answers.
"""

from __future__ import annotations

from crawler.agent import user_agent

BOT_NAME = "whence"
SPIDER_MODULES = ["crawler.spiders"]

# A named agent: people must be able to see who asks, and to say no.
USER_AGENT = user_agent()

# The store is the frontier; Scrapy's own queues lost pages when killed.
SCHEDULER = "crawler.scheduler.Frontier"
# The frontier asks each URL once; a second filter would refuse what is resumed.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"

# The one door: see crawler/door/.
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    # A page that refreshes itself elsewhere is kept for what it says.
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "crawler.door.address.Door": 50,
    "crawler.door.robots.Robots": 100,
    # What a redirect leads to is asked for whole.
    "crawler.conditional.Conditional": 110,
    # Nearest to the wire, so that the archive has the bytes as they came.
    "crawler.archive.Keep": 960,
}
ROBOTSTXT_OBEY = False  # crawler/door/robots.py does, with its failures
TWISTED_DNS_RESOLVER = "crawler.door.address.PublicOnly"
DNS_TIMEOUT = 10
DOWNLOAD_HANDLERS = {
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
    # Scrapy's own, with a bound on the bytes of headers.
    "http": "crawler.door.headers.Http",
    "https": "crawler.door.headers.Http",
}
HTTPPROXY_ENABLED = False  # a proxy would resolve names behind the guard
DOWNLOAD_VERIFY_CERTIFICATES = True  # provenance needs to know who spoke
WHENCE_ALLOW_PRIVATE = False

DOWNLOAD_MAXSIZE = 8 * 1024**2  # also of what a compressed body unfolds to
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 20  # total time, so that drip-feeding ends too
DOWNLOAD_FAIL_ON_DATALOSS = False  # a cut body is kept and marked as truncated
REDIRECT_MAX_TIMES = 6
URLLENGTH_LIMIT = 1024
MEMUSAGE_LIMIT_MB = 1024  # the last net
CLOSESPIDER_ERRORCOUNT = 500
HTTPERROR_ALLOW_ALL = True  # every answer ends in an outcome

COOKIES_ENABLED = False
REFERER_ENABLED = False
REFERRER_POLICY = "no-referrer"
TELNETCONSOLE_ENABLED = False  # both are code execution, both on by default
REMOTE_CONTROL_ENABLED = False

ASYNCIO_EVENT_LOOP = "uvloop.Loop"  # less of the processor for each answer
CONCURRENT_ITEMS = 1  # we give none, and Scrapy makes so many tasks for each answer
CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0
RETRY_TIMES = 1
# 429 and 503 are the host asking for a pause: crawler/door/pace.py.
RETRY_HTTP_CODES = [408, 500, 502, 504, 522, 524]

LOG_LEVEL = "ERROR"
STATS_DUMP = False
LOGSTATS_INTERVAL = 0
