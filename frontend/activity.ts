// The same activities as an anywidget, for JupyterLab and for Voila with another template.
import { mount } from "./activities";
import { Port, type Reply, type View } from "./port";

type Model = {
  get(name: "view"): View;
  send(content: object): void;
  on(event: "msg:custom", callback: (content: Reply) => void): void;
  off(event: "msg:custom", callback: (content: Reply) => void): void;
};

export default {
  render({ model, el }: { model: Model; el: HTMLElement }): () => void {
    const port = new Port(model.get("view"), (content) => model.send(content));
    const receive = (content: Reply) => port.receive(content);
    model.on("msg:custom", receive);
    const unmount = mount(el, port);
    return () => {
      model.off("msg:custom", receive);
      unmount();
    };
  },
};
