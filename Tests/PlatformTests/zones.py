# Prints what Python's own reader of the zone files says, for the test to compare: a line with
# zone, seconds since 1970 and seconds east of UTC. Instants are spread over the years, and lie
# on both sides of each change of the clocks in some of them.
import datetime, random, zoneinfo

epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
last = 253370764800  # the year 9999
dense = """Europe/Berlin Europe/Dublin Europe/Lisbon America/New_York America/Santiago America/Sao_Paulo
America/Nuuk America/St_Johns Australia/Sydney Australia/Lord_Howe Pacific/Auckland Pacific/Chatham
Pacific/Apia Pacific/Kiritimati Africa/Casablanca Africa/Cairo Antarctica/Troll Asia/Gaza Asia/Jerusalem
Asia/Kolkata Asia/Kathmandu Asia/Tehran America/Asuncion Etc/GMT+12 UTC""".split()
rng = random.Random(7)


def offset(zone, seconds):
    moment = (epoch + datetime.timedelta(seconds=seconds)).astimezone(zone)
    return moment.utcoffset() // datetime.timedelta(seconds=1)


def changes(zone, begin, end):
    step = 86400 * 5
    before = offset(zone, begin)
    for start in range(begin, end, step):
        after = offset(zone, start + step)
        if after != before:
            low, high = start, start + step
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset(zone, middle) == before else (low, middle)
            yield high
        before = after


def year(number):
    return int((datetime.datetime(number, 1, 1, tzinfo=datetime.timezone.utc) - epoch).total_seconds())


for name in sorted(zoneinfo.available_timezones()):
    zone = zoneinfo.ZoneInfo(name)
    instants = [rng.randrange(-5000000000, 8000000000) for _ in range(15)] + [rng.randrange(0, last) for _ in range(5)]
    if name in dense:
        for number in (1916, 1947, 1975, 1999, 2007, 2011, 2024, 2026, 2037, 2038, 2100, 2400):
            for change in changes(zone, year(number), year(number + 1)):
                instants += [change - 1, change, change + 1]
        instants += [number + extra for number in (-1, 0, 1) for extra in (year(2026), year(2027), year(5000))]
    for instant in instants:
        print(name, instant, offset(zone, instant))
