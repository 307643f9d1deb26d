// Draws the table named by data-table as a chart beside it; the table stays and is the truth.
import { BarChart, LineChart, PieChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, PieChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const COLOURS = ["#1650a0", "#0b7249", "#b46a00", "#b42318", "#5b6472", "#5a7fb8", "#7a4b9a"];

const LIGHTS = { green: "#0b7249", yellow: "#e0a100", red: "#b42318", paused: "#7b8494" };

/** First column: names; every further column whose head has data-series: one series of numbers. */
function read(table) {
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...table.tBodies[0].rows];
  const columns = heads.flatMap((head, at) => (head.hasAttribute("data-series") ? [at] : []));
  return {
    names: rows.map((row) => row.cells[0].textContent.trim()),
    series: columns.map((at) => ({
      name: heads[at].textContent.trim(),
      data: rows.map((row) => Number(row.cells[at].dataset.value ?? row.cells[at].textContent)),
      color: LIGHTS[heads[at].dataset.light],
    })),
  };
}

function options(kind, { names, series }, { size, narrow }) {
  const text = { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: size, color: "#16202e" };
  const shared = { animation: false, color: COLOURS, textStyle: text, legend: { bottom: 0, textStyle: text }, tooltip: { trigger: kind === "pie" ? "item" : "axis", transitionDuration: 0 } };
  if (kind === "pie") {
    return { ...shared, series: [{ type: "pie", radius: ["40%", "68%"], label: { ...text, formatter: "{b} {c}" }, data: names.map((name, at) => ({ name, value: series[0].data[at] })) }] };
  }
  const stacked = kind.startsWith("stacked");
  const lying = kind.endsWith("rows");
  const labels = { type: "category", data: names, axisLabel: { ...text, interval: 0, hideOverlap: true }, inverse: lying };
  const amounts = { type: "value", minInterval: 1, splitNumber: narrow ? 2 : 5, axisLabel: { ...text, hideOverlap: true } };
  return {
    ...shared,
    grid: { left: 8, right: 24, top: 16, bottom: 3 * size, containLabel: true },
    xAxis: lying ? amounts : labels,
    yAxis: lying ? labels : amounts,
    series: series.map((one) => ({ ...one, type: kind === "line" ? "line" : "bar", stack: stacked ? "all" : undefined, barMaxWidth: 32 })),
  };
}

for (const box of document.querySelectorAll("[data-chart]")) {
  const table = document.getElementById(box.dataset.table);
  if (!table) continue;
  box.setAttribute("aria-hidden", "true");
  box.classList.add("drawn");
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.875;
  const chart = init(box, null, { renderer: "svg" });
  chart.setOption(options(box.dataset.chart, read(table), { size, narrow: box.clientWidth < 30 * size }));
  window.addEventListener("resize", () => chart.resize());
}
