"""Posts on a build of the author's own, for tests of writing."""

from honest_project import Files

TOLD = """\
I built a search over the tickets of our support desk last winter, and this is what I learned.
Every third ticket had been answered before, but nobody found the old answer. We wanted to show it
beside the new ticket, so I wrote a small service with a keyword index and a vector index.

## What I tried first

I started with vectors alone. We measured hit rate at 5 on 120 labelled tickets: 0.61 with keywords,
0.66 with vectors. I noticed that the vectors missed every ticket with an error number in it, as a
number has no meaning to a model that was trained on prose.

## The problem and what solved it

The problem was duplicates: the same answer came back five times under five numbers. I tried a
threshold on the similarity, which failed since short tickets are all alike. Folding tickets by the
answer that closed them fixed it, and hit rate rose to 0.78 on the same 120 tickets.

## Why it is built like this

We chose rank fusion over weights because the two scores have no common scale. We decided against a
vector database, as 9,000 tickets fit into memory; the trade-off is a slow start of four seconds. A
ticket goes from the desk to the queue, from the queue to both indexes, and the fused ranking goes
back to the agent who answers. I ran the script on each change and kept a table of the results.

| Change | Hit rate at 5 |
|---|---|
| keywords | 0.61 |
| vectors | 0.66 |
| fused | 0.72 |
| folded | 0.78 |

If I began again, I would label the tickets first: I spent two weeks on code before I had a number.
"""


def post(title: str, author: str, day: int) -> str:
    head = f'---\ntitle: "{title}"\nauthor: {author}\ndate: 2023-11-{day:02}\n---\n\n'
    return f"{head}# {title}\n\n{TOLD}"


POSTS = {
    "_posts/2023-11-02-what-a-retriever-misses.md": "What a retriever misses",
    "_posts/2023-11-09-fusing-two-rankings.md": "Fusing two rankings",
    "_posts/2023-11-16-duplicates-in-tickets.md": "Duplicates in tickets",
}
SITE: Files = {"_config.yml": "title: Notes on retrieval\nauthor: Ada Lark\ntheme: minima\n"}
