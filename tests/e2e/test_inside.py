"""A click in the picture of the Inside page chooses a row; only a browser can click."""

from urllib.parse import urlencode

from playwright.sync_api import expect

from tests.pages.conftest import LIGHT

PLACES = """() => {
  const chart = document.querySelector('.js-plotly-plot');
  const { left, top } = chart.getBoundingClientRect();
  const { _size: size, xaxis, yaxis } = chart._fullLayout;
  const { x, y, customdata } = chart._fullData.find(trace => trace.customdata);
  return [0, 1, 2].map(i => ({
    x: left + size.l + xaxis.c2p(x[i]), y: top + size.t + yaxis.c2p(y[i]), row: customdata[i],
  }));
}"""


def test_a_clicked_marker_is_the_row_that_is_followed(visit):
    app = visit("/inside?" + urlencode(LIGHT))
    for place in [*app.page.evaluate(PLACES), app.page.evaluate(PLACES)[0]]:  # and back again
        app.act(lambda place=place: app.page.mouse.click(place["x"], place["y"]))
        heading = app.page.get_by_role("heading", level=1)
        expect(heading).to_contain_text(f"Row {place['row']}:")
