"""The skeletons of pages whose sites leave it to the reader what is what."""

from __future__ import annotations

from tests.world.skeletons import Parts, canonical, head_of, paragraph


def weblog(parts: Parts) -> str:
    """One person's own pages: nothing is marked up."""
    room = parts.room
    line = " – ".join(part for part in (parts.by, parts.date) if part)
    return f"""{head_of(parts)}<body>
<h2><a href="{room.home}">{parts.outlet}</a></h2>
<div id="post"><h1>{parts.headline}</h1>
<p>{line}</p>
{paragraph(parts.label)}{parts.body}
</div>
<div id="archive"><h3>{room.related}</h3>{parts.related("p")}</div>
{parts.behind}<p class="small">{room.rights}</p>
</body></html>
"""


def tables(parts: Parts) -> str:
    """A layout of the last century that nobody dares to touch."""
    room = parts.room
    date = f"<FONT SIZE=-1>{parts.date}</FONT>\n<P>\n" if parts.date else "<P>\n"
    by = f"<B>{parts.by}</B>\n<P>\n" if parts.by else ""
    label = f"<I>{parts.label}</I>\n<P>\n" if parts.label else ""
    told = [parts.top, *parts.lines, parts.foot]
    body = "\n<P>\n".join(line for line in told if line)
    menu = room.links(room.menu, "DIV")
    return f"""<HTML LANG="{parts.language}"><HEAD>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=utf-8">
<TITLE>{parts.outlet}: {parts.headline}</TITLE></HEAD>
<BODY BGCOLOR="#FFFFFF" TEXT="#000000">
<TABLE WIDTH=640 BORDER=0 CELLPADDING=0><TR><TD COLSPAN=2>
<A HREF="{room.home}"><B>{parts.outlet}</B></A></TD></TR>
<TR><TD WIDTH=120 VALIGN=TOP BGCOLOR="#DDDDEE"><FONT SIZE=-1>{menu}</FONT></TD>
<TD WIDTH=520 VALIGN=TOP>
<FONT SIZE=+2><B>{parts.headline}</B></FONT><BR>
{date}{by}{label}{body}
<P>
</TD></TR>
<TR><TD COLSPAN=2><HR><FONT SIZE=-1>{room.related}:
{parts.related("DIV")}</FONT></TD></TR>
<TR><TD COLSPAN=2 ALIGN=CENTER><FONT SIZE=-2>{room.rights}</FONT></TD></TR></TABLE>
</BODY></HTML>
"""


def breaks(parts: Parts) -> str:
    """A hosted blog whose paragraphs are parted by line breaks."""
    room = parts.room
    told = [parts.top, *parts.lines, parts.foot]
    body = "<br><br>\n".join(line for line in told if line)
    stamp = (
        f'<abbr class="published" title="{parts.stated}">{parts.stated[11:16]}</abbr>'
        if "T" in parts.stated
        else ""
    )
    day = parts.date.partition(f", {parts.stated[11:16]}")[0] if stamp else parts.date
    date = f'<h2 class="date-header"><span>{day}</span></h2>'
    return f"""{head_of(parts, canonical(parts))}<body>
<div class="header">
<h1 class="title"><a href="{room.home}">{parts.outlet}</a></h1></div>
<div class="blog-posts"><div class="date-outer">{date if parts.date else ""}
<div class="post"><h3 class="post-title entry-title">{parts.headline}</h3>
<div class="post-header">{parts.label}</div>
<div class="post-body entry-content">{body}</div>
<div class="post-footer"><span class="post-author">{parts.by}</span> {stamp}</div>
</div></div></div>
<div class="sidebar"><h2>{room.related}</h2><ul>{parts.related()}</ul></div>
<div class="footer">{parts.behind}{room.rights}</div>
</body></html>
"""
